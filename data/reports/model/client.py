"""One question to a language model's OpenAI-compatible chat address, with a time limit; off unless an address is given."""

from __future__ import annotations

import http.client
import ipaddress
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from data.errors import AtlasError
from data.language import _

_PATH: Final = "/chat/completions"
_SECONDS: Final = 30.0
"""A model on a laptop may need so long for one report."""
_MOST_BYTES: Final = 500_000
_CHUNK: Final = 16_384


class ModelError(AtlasError):
    """The model gave no answer that can be used; the drafts are those of the rules."""


@dataclass(frozen=True)
class Model:
    """The address of a model that is asked; made by `model_at`."""

    address: str
    name: str = "default"
    """The model's name, for servers that have several."""
    seconds: float = _SECONDS

    def answer(self, instructions: str, text: str) -> str:
        """What the model writes about a text. Raises ModelError, a sentence, also when it takes too long."""
        requested = {
            "model": self.name,
            "temperature": 0,
            "stream": False,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
        }
        try:
            return _content(json.loads(self._sent(json.dumps(requested).encode())))
        except TimeoutError as error:
            raise self._late() from error
        except urllib.error.HTTPError as error:
            error.close()
            raise ModelError(
                _("The language model refused (HTTP {status}).").format(status=error.code)
            ) from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from error
            raise ModelError(
                _("The language model at {address} does not answer; start it, or leave out --model.").format(
                    address=self.address
                )
            ) from error
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
            raise ModelError(_("The language model's answer cannot be read.")) from error

    def _sent(self, body: bytes) -> bytes:
        request = urllib.request.Request(self.address, body, {"Content-Type": "application/json"})  # noqa: S310
        end = time.monotonic() + self.seconds
        # Neither a proxy nor a redirection: the text goes to the address that was given and nowhere else.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
        received = b""
        with opener.open(request, timeout=self.seconds) as response:
            while chunk := response.read1(_CHUNK):
                received += chunk
                if time.monotonic() > end:
                    raise TimeoutError
                if len(received) > _MOST_BYTES:
                    raise ValueError("too long")
        return received

    def _late(self) -> ModelError:
        sentence = _("The language model did not answer within {seconds} seconds.")
        return ModelError(sentence.format(seconds=f"{self.seconds:g}"))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def model_at(address: str, *, anywhere: bool = False, name: str = "default") -> Model:
    """The model behind an address of this machine, or of any with `anywhere`. Raises AtlasError, a sentence."""
    try:
        parts = urlsplit(address.strip())
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or parts.username or parts.query or parts.fragment:
        raise AtlasError(
            _(
                "--model takes the address of a language model, as http://127.0.0.1:8080/v1, not “{address}”."
            ).format(address=address[:200])
        )
    if not anywhere and not _is_loopback(parts.hostname or ""):
        raise AtlasError(
            _(
                "{host} is another machine: the texts of reports would leave this one. Where that is wanted, add "
                "--model-anywhere."
            ).format(host=parts.hostname)
        )
    path = parts.path.rstrip("/")
    return Model(f"{parts.scheme}://{parts.netloc}{path if path.endswith(_PATH) else path + _PATH}", name)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _content(answer: Any) -> str:
    """What the model wrote, out of the answer's JSON."""
    try:
        message = answer["choices"][0]["message"]
        content = message["content"]
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError("no message") from error
    if not isinstance(content, str) or message.get("refusal"):
        raise ModelError(_("The language model refused to read the report."))
    return content
