from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class AccountsConfig(AppConfig):
    name = "rectify.accounts"
    label = "accounts"

    def ready(self) -> None:
        """A second factor that is not built must not pass for one that is."""
        if settings.STEP_UP != "password":
            raise ImproperlyConfigured(
                f"STEP_UP={settings.STEP_UP} 尚未提供，目前只能设为 password，系统拒绝启动。"
            )
