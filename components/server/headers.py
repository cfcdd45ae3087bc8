"""What every answer tells the browser about how far to trust it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response

OFF = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
    "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
OWN = ("clipboard-write", "fullscreen")  # for a link that is copied and a map that fills the screen
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join([*(f"{name}=()" for name in OFF), *(f"{name}=(self)" for name in OWN)]),
}
POLICY = "Content-Security-Policy"


def content_policy(hashes: Sequence[str] = ()) -> str:
    """Return where content may come from: this server, and scripts within the page by their hash only.

    Styles may stand within the page: Dash's components and Plotly set them on elements, and so do our scripts.

    Args:
        hashes: Of the scripts within the page, as ``Dash.csp_hashes`` gives them.
    """
    return "; ".join(
        [
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "img-src 'self' data: blob:",
            "style-src 'self' 'unsafe-inline'",
            " ".join(["script-src 'self'", *hashes]),
        ]
    )


def send_security_headers(server: Flask, hashes: Sequence[str] = ()) -> None:
    """Give every answer of ``server`` these headers; ``hashes`` are those of the scripts within its pages."""
    headers = {**FIXED, POLICY: content_policy(hashes)}

    @server.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(headers)
        return response
