// Dials a node with js-libp2p over TCP, noise and yamux: node libp2p_dial.mjs MULTIADDR PROTOCOL
import './node20.mjs';
import { noise } from '@libp2p/noise';
import { yamux } from '@libp2p/yamux';
import { identify } from '@libp2p/identify';
import { ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';
import { multiaddr } from '@multiformats/multiaddr';
import { createLibp2p } from 'libp2p';
import { messages, parameters, respond } from './answer.mjs';

async function answer() {
  const [address, protocol] = parameters(2, 'libp2p_dial.mjs MULTIADDR PROTOCOL');
  const dialler = await createLibp2p({
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { identify: identify(), ping: ping() },
    connectionGater: { denyDialMultiaddr: () => false },
  });
  try {
    return await lookAt(dialler, multiaddr(address), protocol);
  } finally {
    await dialler.stop();
  }
}

/** Connects, hears the other side's identify, pings it and opens a stream. */
async function lookAt(dialler, address, protocol) {
  // The automatic identify is awaited: one called by hand would collide with it.
  const identified = new Promise((resolve) => {
    dialler.addEventListener('peer:identify', ({ detail }) => resolve(detail), { once: true });
  });
  const connection = await dialler.dial(address, { signal: AbortSignal.timeout(LIMIT_MILLIS) });
  const about = await within(identified, 'identify');
  const rttMillis = await dialler.services.ping.ping(connection.remotePeer, {
    signal: AbortSignal.timeout(LIMIT_MILLIS),
  });
  return {
    peerId: connection.remotePeer.toString(),
    agentVersion: about.agentVersion,
    protocolVersion: about.protocolVersion,
    protocols: [...about.protocols].sort(),
    listenAddresses: about.listenAddrs.map(String),
    encryption: connection.encryption,
    multiplexer: connection.multiplexer,
    rttMillis,
    stream: await open(connection, protocol),
  };
}

/** Opens a stream and closes it; that the other side refuses it is part of the answer, not a failure to look. */
async function open(connection, protocol) {
  try {
    const stream = await connection.newStream([protocol], { signal: AbortSignal.timeout(LIMIT_MILLIS) });
    const opened = { opened: true, protocol: stream.protocol };
    stream.abort(new Error('only opened to see whether it opens'));
    return opened;
  } catch (error) {
    return { opened: false, why: messages(error).join('; ') };
  }
}

async function within(promise, what) {
  const late = new Promise((_, reject) => {
    setTimeout(
      () => reject(new Error(`${what} did not come within ${LIMIT_MILLIS} ms`)),
      LIMIT_MILLIS,
    ).unref();
  });
  return Promise.race([promise, late]);
}

const LIMIT_MILLIS = 10_000;

await respond(answer);
