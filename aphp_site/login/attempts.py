from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache

SHARED_PREFIX = "allauth"


class OwnCacheSharedAttempts(LocMemCache):
    """Memory of this process, but for what allauth counts: that is kept where all processes count together.

    allauth asks for no cache by name. The whole cache in the database would cost every public page a query.
    """

    def _home(self, key: str):
        return caches["attempts"] if key.startswith(SHARED_PREFIX) else super()

    def get(self, key, *arguments, **named):
        return self._home(key).get(key, *arguments, **named)

    def set(self, key, *arguments, **named):
        return self._home(key).set(key, *arguments, **named)

    def add(self, key, *arguments, **named):
        return self._home(key).add(key, *arguments, **named)

    def delete(self, key, *arguments, **named):
        return self._home(key).delete(key, *arguments, **named)

    def incr(self, key, *arguments, **named):
        return self._home(key).incr(key, *arguments, **named)

    def has_key(self, key, *arguments, **named):
        return self._home(key).has_key(key, *arguments, **named)
