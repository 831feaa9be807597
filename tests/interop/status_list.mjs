// Encodes and decodes Bitstring Status Lists with Digital Bazaar's library. See README.md for the request.
import { createList, decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import { request, respond } from './answer.mjs';

async function answer() {
  const { encode, decode } = request();
  if (encode !== undefined) {
    const list = await createList({ length: encode.length });
    for (const index of encode.set) list.setStatus(index, true);
    return { encodedList: await list.encode() };
  }
  const list = await decodeList({ encodedList: decode.encodedList });
  return { length: list.length, bits: decode.indexes.map((index) => list.getStatus(index)) };
}

await respond(answer);
