"""An empty chain to begin with, and the actors that most municipalities meet."""

from chain.model import Actor, Chain, Level
from chain.text import Text

USUAL_ACTORS = (
    Actor(
        id="social_services",
        name=Text(sv="Kommunen: socialtjänst", en="Municipality: social services"),
        level=Level.MUNICIPALITY,
    ),
    Actor(
        id="schools",
        name=Text(sv="Kommunen: förskola och skola", en="Municipality: preschool and school"),
        level=Level.MUNICIPALITY,
    ),
    Actor(
        id="labour_market",
        name=Text(sv="Kommunen: arbetsmarknad", en="Municipality: labour market"),
        level=Level.MUNICIPALITY,
    ),
    Actor(id="region", name=Text(sv="Regionen: hälso- och sjukvård", en="Region: health care"), level=Level.REGION),
    Actor(id="state", name=Text(sv="Staten", en="The state"), level=Level.STATE),
    Actor(id="civil_society", name=Text(sv="Civilsamhället", en="Civil society"), level=Level.CIVIL_SOCIETY),
    Actor(id="business", name=Text(sv="Näringslivet", en="Business"), level=Level.BUSINESS),
    Actor(id="participants", name=Text(sv="Deltagarna", en="The participants"), level=Level.PARTICIPANTS),
)


def new_chain(chain_id: str, name: Text, start_year: int, end_year: int) -> Chain:
    """A chain with a name, a period and the usual actors, and nothing claimed yet."""
    return Chain(id=chain_id, name=name, start_year=start_year, end_year=end_year, actors=USUAL_ACTORS)
