"""What may vary in signing in: read once from the environment, frozen."""

from dataclasses import dataclass

from chassis.settings import setting


@dataclass(frozen=True)
class SignInSettings:
    """The settings of signing in; without an issuer there is no OpenID Connect button."""

    oidc_issuer: str = setting("OpenID Connect: address of the identity provider", default="")
    oidc_client_id: str = setting("OpenID Connect: our name at the provider", default="")
    oidc_client_secret: str = setting("OpenID Connect: our secret at the provider", default="")
    oidc_name: str = setting("OpenID Connect: what its button says", default="Sign in with your organisation")
    links_per_address: int = setting("sign-in links one e-mail address may get in 5 minutes", default=10)
    links_per_network: int = setting("sign-in links one network (/24) may ask for in 5 minutes", default=10)

    @property
    def openid(self) -> bool:
        """Whether OpenID Connect is configured."""
        return bool(self.oidc_issuer and self.oidc_client_id and self.oidc_client_secret)
