// @ts-check
/* Coordinates of a point in the usual notations, and distance and bearing along the WGS 84 ellipsoid; nothing here touches
   the page. Tested beside pyproj and mgrs on tests/coordinates.json. */
"use strict";

(function () {
  const A = 6378137;
  const F = 1 / 298.257223563;
  const B = A * (1 - F);
  const RAD = Math.PI / 180;

  /** @param {number} longitude */
  const onGlobe = (longitude) => ((((longitude + 180) % 360) + 360) % 360) - 180;

  /** "40.34530, 46.89010": latitude first.
   * @param {number} longitude @param {number} latitude */
  const decimal = (longitude, latitude) => `${latitude.toFixed(5)}, ${onGlobe(longitude).toFixed(5)}`;

  /** @param {number} value @param {string} letters */
  function sexagesimal(value, letters) {
    const tenths = Math.round(Math.abs(value) * 36000);
    const [degrees, minutes, seconds] = [Math.floor(tenths / 36000), Math.floor(tenths / 600) % 60, (tenths % 600) / 10];
    const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
    return `${degrees}°${two(minutes)}′${seconds.toFixed(1).padStart(4, "0")}″${value < 0 ? letters[1] : letters[0]}`;
  }

  /** "40°20′43.1″N 46°53′24.4″E".
   * @param {number} longitude @param {number} latitude */
  const dms = (longitude, latitude) => `${sexagesimal(latitude, "NS")} ${sexagesimal(onGlobe(longitude), "EW")}`;

  /** The UTM zone with the exceptions of Norway and Svalbard.
   * @param {number} longitude @param {number} latitude */
  function zoneOf(longitude, latitude) {
    if (latitude >= 56 && latitude < 64 && longitude >= 3 && longitude < 12) return 32;
    if (latitude >= 72 && longitude >= 0 && longitude < 42) return [31, 33, 35, 37][[9, 21, 33, 42].findIndex((east) => longitude < east)];
    return Math.min(Math.floor((longitude + 180) / 6) + 1, 60);
  }

  const BANDS = "CDEFGHJKLMNPQRSTUVWX";

  /** Easting and northing in metres after Krüger's series to the fourth order; null beyond 80° south and 84° north.
   * @param {number} east @param {number} latitude */
  function utmOf(east, latitude) {
    const longitude = onGlobe(east);
    if (latitude < -80 || latitude > 84) return null;
    const zone = zoneOf(longitude, latitude);
    const n = F / (2 - F);
    const radius = (A / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
    const alpha = [n / 2 - (2 * n ** 2) / 3 + (5 * n ** 3) / 16 + (41 * n ** 4) / 180, (13 * n ** 2) / 48 - (3 * n ** 3) / 5 + (557 * n ** 4) / 1440,
      (61 * n ** 3) / 240 - (103 * n ** 4) / 140, (49561 * n ** 4) / 161280];
    const [phi, away] = [latitude * RAD, (longitude - (zone * 6 - 183)) * RAD];
    const e = (2 * Math.sqrt(n)) / (1 + n);
    const t = Math.sinh(Math.atanh(Math.sin(phi)) - e * Math.atanh(e * Math.sin(phi)));
    const [xi, eta] = [Math.atan2(t, Math.cos(away)), Math.atanh(Math.sin(away) / Math.hypot(1, t))];
    let [x, y] = [eta, xi];
    alpha.forEach((each, at) => {
      const order = 2 * (at + 1);
      x += each * Math.cos(order * xi) * Math.sinh(order * eta);
      y += each * Math.sin(order * xi) * Math.cosh(order * eta);
    });
    const scale = 0.9996 * radius;
    const band = BANDS[Math.min(Math.floor((latitude + 80) / 8), 19)];
    return { zone, band, easting: 500000 + scale * x, northing: scale * y + (latitude < 0 ? 10000000 : 0) };
  }

  /** "38T 663000 4467800"; "" near the poles.
   * @param {number} longitude @param {number} latitude */
  function utm(longitude, latitude) {
    const found = utmOf(longitude, latitude);
    return found ? `${found.zone}${found.band} ${Math.floor(found.easting)} ${Math.floor(found.northing)}` : "";
  }

  const COLUMNS = ["STUVWXYZ", "ABCDEFGH", "JKLMNPQR"];
  const ROWS = "ABCDEFGHJKLMNPQRSTUV";

  /** "38T PK 63000 67800", to a metre; "" near the poles.
   * @param {number} longitude @param {number} latitude */
  function mgrs(longitude, latitude) {
    const found = utmOf(longitude, latitude);
    if (!found) return "";
    const { zone, band, easting, northing } = found;
    const column = COLUMNS[zone % 3][Math.floor(easting / 100000) - 1];
    const row = ROWS[(Math.floor(northing / 100000) + (zone % 2 ? 0 : 5)) % 20];
    const five = (/** @type {number} */ metres) => String(Math.floor(metres) % 100000).padStart(5, "0");
    return `${zone}${band} ${column}${row} ${five(easting)} ${five(northing)}`;
  }

  /** Metres and bearings in degrees from one point to another along the ellipsoid (Vincenty); null for points that lie
   * nearly opposite each other, where the method does not end.
   * @param {number[]} one @param {number[]} other longitude and latitude */
  function inverse([lon1, lat1], [lon2, lat2]) {
    const L = onGlobe(lon2 - lon1) * RAD;
    const [u1, u2] = [lat1, lat2].map((latitude) => Math.atan((1 - F) * Math.tan(latitude * RAD)));
    const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
    let lambda = L;
    for (let turn = 0; turn < 200; turn += 1) {
      const [sl, cl] = [Math.sin(lambda), Math.cos(lambda)];
      const sinSigma = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
      if (sinSigma === 0) return { metres: 0, there: 0, back: 0 };
      const cosSigma = s1 * s2 + c1 * c2 * cl;
      const sigma = Math.atan2(sinSigma, cosSigma);
      const sinAlpha = (c1 * c2 * sl) / sinSigma;
      const cos2 = 1 - sinAlpha ** 2;
      const middle = cos2 === 0 ? 0 : cosSigma - (2 * s1 * s2) / cos2;
      const C = (F / 16) * cos2 * (4 + F * (4 - 3 * cos2));
      const before = lambda;
      lambda = L + (1 - C) * F * sinAlpha * (sigma + C * sinSigma * (middle + C * cosSigma * (2 * middle ** 2 - 1)));
      if (Math.abs(lambda - before) > 1e-12) continue;
      const uu = (cos2 * (A ** 2 - B ** 2)) / B ** 2;
      const big = 1 + (uu / 16384) * (4096 + uu * (uu * (320 - 175 * uu) - 768));
      const small = (uu / 1024) * (256 + uu * (uu * (74 - 47 * uu) - 128));
      const delta = small * sinSigma * (middle + (small / 4) * (cosSigma * (2 * middle ** 2 - 1)
        - (small / 6) * middle * (4 * sinSigma ** 2 - 3) * (4 * middle ** 2 - 3)));
      const there = Math.atan2(c2 * sl, c1 * s2 - s1 * c2 * cl) / RAD;
      const forth = Math.atan2(c1 * sl, c1 * s2 * cl - s1 * c2) / RAD;
      return { metres: B * big * (sigma - delta), there: (there + 360) % 360, back: (forth + 540) % 360 };
    }
    return null;
  }

  /** Whether a text can only be meant as a coordinate, and not as words to search for.
   * @param {string} text */
  function looksLikePoint(text) {
    const plain = text.trim();
    return [
      /^(?=.*[.,]\d{2})-?\d{1,3}[.,]\d+°?\s*[NSns]?\s*[,;/ ]\s*-?\d{1,3}[.,]\d+°?\s*[EWew]?$/,
      /^[NSEWnsew]?\s*\d{1,3}\s*[°º].*\d\s*[°º'’′"″NSEWnsew.\d\s]*$/,
      /^\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}$/i,
      /^\d{1,2}\s?[C-HJ-NP-X]\s+\d{6}\s*m?E?[\s,;/]+\d{6,8}\s*m?N?$/i,
      /^[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}$/i,
      /^geo:-?\d/i,
    ].some((notation) => notation.test(plain));
  }

  window.atlas = window.atlas || {};
  window.atlas.geodesy = { onGlobe, decimal, dms, utm, mgrs, inverse, looksLikePoint };
})();
