"""All watches, in the order of the wall. How each is computed lies above, in supervision: here is only what it means."""

from qinglian.domain.integrity.catalogue.point import Watch
from qinglian.domain.integrity.catalogue.watches_after import AFTER
from qinglian.domain.integrity.catalogue.watches_before import BEFORE

WATCHES: tuple[Watch, ...] = BEFORE + AFTER
WATCH_BY_CODE: dict[str, Watch] = {row.code: row for row in WATCHES}
