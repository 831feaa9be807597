// Verifies a credential with Digital Bazaar's libraries, offline. See README.md for the request.
import * as vc from '@digitalbazaar/vc';
import { checkStatus as checkLists } from '@digitalbazaar/vc-bitstring-status-list';
import jsonld from 'jsonld';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { messages, request, respond } from './answer.mjs';
import { offlineLoader } from './contexts.mjs';

async function answer() {
  const { credential, did_documents: didDocuments = {}, status_lists: lists, now } = request();
  const documentLoader = offlineLoader({ ...didDocuments, ...lists });
  const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
  // `verifyCredential` checks the proof, that the key is an assertionMethod of its controller, that the controller is
  // the issuer, and the validity period. Whether a status list has a word to say is asked only where lists are given;
  // the library calls a status that is set verified all the same, and judges lists by the clock of the machine.
  const checkStatus = async (options) => {
    if (lists === undefined) return { verified: true };
    const answered = await checkLists({ ...options, suite });
    const set = answered.results?.find(({ status }) => status);
    if (set === undefined) return answered;
    const { statusPurpose } = set.credentialStatus;
    return { verified: false, error: new Error(`the bit for ${statusPurpose} is set`) };
  };
  // A tolerance of 0 would find a moment to be before itself, hence one millisecond.
  const result = await vc.verifyCredential({
    credential,
    suite,
    documentLoader,
    now,
    maxClockSkew: 0.001,
    checkStatus,
  });
  if (!result.verified) throw new Error(messages(result.error).join('; '));
  await everyTermIsDefined(credential, documentLoader);
  const [{ proof }] = result.results;
  return {
    issuer: typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id,
    verificationMethod: proof.verificationMethod,
    proofs: result.results.length,
    status: credential.credentialStatus === undefined ? 'none' : lists === undefined ? 'not checked' : 'not set',
  };
}

/** A JCS proof is verified without JSON-LD; readers that expand the credential must find no undefined term. */
async function everyTermIsDefined(credential, documentLoader) {
  try {
    await jsonld.expand(credential, { documentLoader, safe: true });
  } catch (error) {
    throw new Error(`JSON-LD: ${error.message} ${JSON.stringify(error.details?.event ?? {})}`);
  }
}

await respond(answer);
