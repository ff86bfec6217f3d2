"""Profiles kept between runs: what was read is not read again until the file or the program changes."""

from cpo_screen.store.database import Purge, Store, StoreInfo, default_store_path, open_store
from cpo_screen.store.readings import KeptReadings

__all__ = ["KeptReadings", "Purge", "Store", "StoreInfo", "default_store_path", "open_store"]
