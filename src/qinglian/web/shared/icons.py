"""The few drawings that pages use. Inline SVG in the colour of the text, so that print and high contrast keep them."""

from django.utils.safestring import SafeString, mark_safe

_STROKE = 'fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'

DRAWINGS: dict[str, str] = {
    "ok": '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M4.8 8.2l2.2 2.2 4.2-4.6" fill="none" stroke="#fff" stroke-width="1.7"/>',
    "warn": '<path d="M8 1.2L15.3 14.3H.7z" fill="currentColor"/><path d="M8 5.8v4" stroke="#fff" stroke-width="1.7"/><circle cx="8" cy="12" r="1" fill="#fff"/>',
    "stop": '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor"/><path d="M8 4.2v4.6" stroke="#fff" stroke-width="1.8"/><circle cx="8" cy="11.4" r="1.1" fill="#fff"/>',
    "run": f'<circle cx="8" cy="8" r="6.2" {_STROKE} stroke-dasharray="4.6 3.2"/>',
    "wait": f'<g {_STROKE}><circle cx="8" cy="8" r="6.4"/><path d="M8 4.4V8l2.4 1.6"/></g>',
    "sealed": '<path d="M3 7h10v7.2H3z" fill="currentColor"/><path d="M5 7V4.8a3 3 0 0 1 6 0V7" fill="none" stroke="currentColor" stroke-width="1.8"/>',
    "tick": f'<path d="M3 8.4l3.4 3.4L13.2 4.6" {_STROKE}/>',
    "search": f'<g {_STROKE}><circle cx="7" cy="7" r="4.8"/><path d="M10.6 10.6L14.4 14.4"/></g>',
    "proof": f'<g {_STROKE}><path d="M3.2 1.4h6.2l3.4 3.4v9.8H3.2z"/><path d="M9.2 1.6v3.4h3.4M5.6 9.4l1.8 1.8 3-3.4"/></g>',
    "download": f'<path d="M8 2v8M4.8 7L8 10.2 11.2 7M2.4 13.6h11.2" {_STROKE}/>',
    "next": f'<path d="M6 3l5 5-5 5" {_STROKE}/>',
    "plus": f'<path d="M8 2.6v10.8M2.6 8h10.8" {_STROKE}/>',
    "copy": f'<g {_STROKE}><path d="M5.4 5.4h8v8h-8z"/><path d="M2.6 10.6v-8h8"/></g>',
    "offline": f'<path d="M2 14l3-3M14 2l-3 3M5.2 8.2l2.6 2.6-1.2 1.2a1.8 1.8 0 0 1-2.6-2.6zM10.8 7.8L8.2 5.2l1.2-1.2a1.8 1.8 0 0 1 2.6 2.6z" {_STROKE}/>',
    "menu": f'<path d="M2.4 4.4h11.2M2.4 8h11.2M2.4 11.6h11.2" {_STROKE}/>',
    "ascending": f'<path d="M2 4h5M2 8h4M2 12h3M12 13V3.4M9.4 6L12 3.2 14.6 6" {_STROKE}/>',
    "descending": f'<path d="M2 4h3M2 8h4M2 12h5M12 3v9.6M9.4 10L12 12.8 14.6 10" {_STROKE}/>',
    "sortable": f'<path d="M5 13V3.4M2.6 5.8L5 3.2l2.4 2.6M11 3v9.6M8.6 10.2L11 12.8l2.4-2.6" {_STROKE}/>',
}


def icon(name: str) -> SafeString:
    """This will return the drawing, hidden from readers of words (KeyError for an unknown name)."""
    drawing = DRAWINGS[name]
    return mark_safe(f'<svg class="q-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{drawing}</svg>')  # noqa: S308 (constants only)
