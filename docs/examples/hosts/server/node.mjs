// A token for whoever is logged in. Node 20+, nothing to install. AFTERTIER_URL, AFTERTIER_KEY (a key with the scope `embed`).
import { createServer } from 'node:http';

/** Boards and filters come from what you know of your user, never from the request. */
export async function embedToken(user) {
  const response = await fetch(`${process.env.AFTERTIER_URL}/v1/embed-tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.AFTERTIER_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ boards: user.boards, ...(user.filters ? { filters: user.filters } : {}), locale: user.locale }),
  });
  if (!response.ok) throw new Error(`no token: ${response.status}`);
  return (await response.json()).token;
}

if (process.argv[1] === import.meta.filename) {
  createServer(async (request, response) => {
    if (request.url !== '/my-token') return response.writeHead(404).end();
    // Your own session decides who this is.
    const user = { boards: ['overview', 'problems'], filters: { channel: ['douyin'] }, locale: 'zh-CN' };
    const token = await embedToken(user).catch(() => null);
    response.writeHead(token === null ? 502 : 200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(token === null ? { error: 'no token' } : { token }));
  }).listen(Number(process.env.PORT ?? 3000));
}
