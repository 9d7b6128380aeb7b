// A closed loop over keep-alive connections on raw sockets: so light that the server is what is measured. Each connection asks, reads the
// whole answer by its content-length, and asks again. One JSON line out: requests a second, p50 and p99 in milliseconds, failures.
import { connect } from 'node:net';

let given = '';
for await (const chunk of process.stdin) given += chunk;
const { address, paths, key, connections, seconds } = JSON.parse(given);
const { hostname, port, host } = new URL(address);
const requests = paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${key}\r\nAccept: application/json\r\n\r\n`));
const took = [];
let failed = 0;
const end = performance.now() + seconds * 1000;

await Promise.all(Array.from({ length: connections }, (_, n) => new Promise((done) => {
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  let next = n * 7919;
  let asked = 0;
  let got = Buffer.alloc(0);
  const ask = () => {
    if (performance.now() >= end) return void socket.destroy();
    asked = performance.now();
    socket.write(requests[next++ % requests.length]);
  };
  socket.on('connect', ask);
  socket.on('data', (chunk) => {
    got = got.length === 0 ? chunk : Buffer.concat([got, chunk]);
    const head = got.indexOf('\r\n\r\n');
    if (head < 0) return;
    const text = got.latin1Slice(0, head);
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? -1);
    if (length < 0) throw new Error(`no length: ${text}`);
    if (got.length < head + 4 + length) return;
    got = got.subarray(head + 4 + length);
    if (!text.startsWith('HTTP/1.1 200')) failed += 1;
    took.push(performance.now() - asked);
    ask();
  });
  socket.on('close', done);
  socket.on('error', () => { failed += 1; });
})));

took.sort((a, b) => a - b);
const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
process.stdout.write(`${JSON.stringify({ perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99), failed })}\n`);
