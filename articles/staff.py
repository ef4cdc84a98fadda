"""Who works at the desk, and what they may do there."""

from django.contrib.auth import get_user_model


def who_may(permission: str, *, administrators: bool = True):
    """Everybody with an open account at the desk who has a permission, as one question."""
    able = get_user_model().objects.with_perm(
        permission,
        include_superusers=administrators,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return able.filter(is_staff=True)
