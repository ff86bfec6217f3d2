"""How far someone's network reaches: connections and followers where stated, and what else tells of it."""

from __future__ import annotations

from collections.abc import Sequence

from cpo_screen.extraction.network_extras import find_extras
from cpo_screen.extraction.network_languages import find_languages
from cpo_screen.extraction.network_reach import find_reach
from cpo_screen.model import Document, Network, Position, Section


def find_network(
    document: Document, sections: Sequence[Section], positions: Sequence[Position] = ()
) -> Network:
    """Find the LinkedIn connections and followers that a CV states, and what else tells of a network.

    '500+' is 500. Extras are (kind, evidence) in reading order: board, advisory, investor, mentoring,
    community, talk, publication, language; `grades` says how reliable each is. Absent is unknown.
    """
    reach = find_reach(document, sections)
    connections, followers = reach.get("connections"), reach.get("followers")
    extras = [*find_extras(document, sections, positions), *find_languages(document, sections)]
    extras.sort(key=lambda one: one.evidence.span.start)
    return Network(
        connections=connections.number if connections else None,
        connections_evidence=connections.evidence if connections else None,
        followers=followers.number if followers else None,
        followers_evidence=followers.evidence if followers else None,
        extras=tuple((one.kind, one.evidence) for one in extras),
        grades=tuple(one.grade for one in extras),
    )
