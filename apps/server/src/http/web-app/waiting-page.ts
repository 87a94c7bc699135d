/** Shown for the seconds that the first build of the web app takes; asks again by itself. */
export const WAITING_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Cadencia</title></head>
<body style="font:16px/24px system-ui,sans-serif;display:grid;place-content:center;min-height:90vh;text-align:center">
<p lang="en">Cadencia prepares its pages. One moment.</p>
<p lang="es">Cadencia prepara sus páginas. Un momento.</p>
<p lang="ro">Cadencia își pregătește paginile. O clipă.</p>
</body></html>
`;
