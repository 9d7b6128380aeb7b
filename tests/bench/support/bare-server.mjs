// The yardstick: a Hono route that answers a constant of as many bytes as the look-up does.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const text = JSON.stringify({ constant: 'x'.repeat(Math.max(0, Number(process.argv[2]) - 15)) });
const app = new Hono();
app.get('/', (c) => c.body(text, 200, { 'content-type': 'application/json; charset=utf-8' }));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.stdout.write(`http://127.0.0.1:${port}/\n`));
