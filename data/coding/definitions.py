"""What each value of the coded lists means, for the person who codes."""

from __future__ import annotations

from typing import Final

from data.coding.words import choices_of
from data.language import N_, _
from data.tables.schema import Column

_MEANINGS: Final = {
    "date_prec": {
        "1": N_("The first and the last day are the same."),
        "2": N_("The report names two to six days."),
        "0": N_("No day is known; leave the days empty."),
    },
    "where_prec": {
        "1": N_("The point itself is known: coordinates, or a place no larger than a few hundred metres."),
        "2": N_("A settlement is named, or a distance and a direction from one; the point is near it."),
        "3": N_("Only the district is known; the map shades it and draws no circle."),
        "4": N_("Only a larger area than one district is known."),
        "5": N_("The place is vague, or somewhere along a road, a river or a line of contact."),
        "6": N_("Only the country is known."),
        "7": N_("On water or in the air."),
    },
    "coord_method": {
        "settlement": N_("The point is that of the settlement, not of the explosion."),
        "described_offset": N_(
            "The point was moved from the settlement by the distance and direction in the report."
        ),
        "district_point": N_("The point only stands for the district; it is not drawn as a circle."),
    },
    "device_category": {
        "antipersonnel_mine": N_("A mine that a person sets off."),
        "antivehicle_mine": N_("A mine that a vehicle sets off, also called anti-tank mine."),
        "mine_unspecified": N_("The report says “mine” and no more."),
        "improvised_mine": N_("A home-made device that the victim sets off."),
        "ied_unspecified": N_("A home-made device; it is not known what set it off."),
        "cluster_submunition": N_("A small bomb from a cluster munition, not exploded when it was fired."),
        "uxo": N_("Ammunition that was fired, dropped or thrown and did not explode."),
        "axo": N_("Ammunition that was left behind and not used."),
        "erw_unspecified": N_("An explosive remnant of war; whether it was used is not known."),
        "booby_trap": N_("A device in or on a harmless object."),
    },
    "activity": {
        "travelling": N_("On the way by vehicle, animal or foot, for no other purpose of this list."),
        "farming_herding": N_("Field work, herding, and gathering wood, mushrooms, herbs or nuts."),
        "construction_utility": N_(
            "Building, roads, power, water or gas, also on the way there in the work vehicle."
        ),
        "demining": N_("Survey, clearance or disposal of explosive ordnance."),
        "search_and_recovery": N_("A search for the missing or the dead."),
        "military_duty": N_("Patrol, convoy, post or engineering work of armed forces or police."),
        "gathering": N_(
            "Gathering wood, wild food or scrap, as registers record it; from a report, wood, mushrooms, herbs and nuts are farming or herding, and scrap is other."
        ),
        "other": N_("Known, but none of these: scrap, hunting, fishing, play, fire-fighting."),
        "unknown": N_("No source says what they were doing."),
    },
    "victim_category": {
        "civilian": N_("Nobody of the other categories; children are civilians."),
        "armed_forces": N_("Members of an army or an armed group, also off duty."),
        "police_security": N_("Police, border guards, gendarmes, guards of a state service."),
        "security_forces_unspecified": N_("The report says “security forces” and no more."),
        "peacekeeper": N_("A member of a peacekeeping force, of any state."),
        "deminer": N_("A person who surveys, clears or disposes of ordnance as work, also in uniform."),
        "emergency_service": N_("Rescue, fire or ambulance service on duty."),
        "journalist": N_("A person of the media at work, with the crew."),
        "local_official": N_("A representative of a local authority at work."),
        "unknown": N_("No source says who they were."),
    },
    "verification_status": {
        "single_source": N_("One publisher; several pages that repeat one agency are no confirmation."),
        "conflicting": N_(
            "The sources disagree in place, day, device or numbers; say how in the coding notes."
        ),
    },
}


def definitions_of(column: Column) -> dict[str, str]:
    """By term in words, what it means; the terms that need none are left out."""
    meanings = _MEANINGS.get(column.name, {})
    choices = choices_of(column) or {}
    return {choices[value]: _(meaning) for value, meaning in meanings.items() if value in choices}
