"""The centre's internal network (settings.QINGLIAN_INTERNAL_NETWORKS): what is shown there alone is refused elsewhere."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

from qinglian.law.refusal import NotAllowed
from qinglian.law.text import Text


def is_internal(address: str) -> bool:
    """Whether this address lies in one of the internal networks; what is no address does not."""
    try:
        known = ip_address(address)
    except ValueError:
        return False
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    networks = (ip_network(row) for row in settings.QINGLIAN_INTERNAL_NETWORKS)
    return any(known.version == network.version and known in network for network in networks)


def require_internal(address: str, *, is_forwarded: bool) -> None:
    """This will refuse whoever asks from outside of the internal network (NotAllowed).

    A request that came through a proxy which the settings do not count (QINGLIAN_PROXIES) hides its address: it is outside.
    """
    if is_internal(address) and (settings.QINGLIAN_PROXIES or not is_forwarded):
        return
    raise NotAllowed(
        Text("家庭话廉视频只在中心内部网络播放。", "Family videos are shown on the centre's internal network alone."),
        rule="video_internal",
        article="PLT",
        next_step=Text("请在单位办公网络打开。", "Open this page from the office."),
    )
