/**
 * Security keys (WebAuthn Level 2): makes one for the account, or asks one to sign in. The server's form carries the answer;
 * the private key never leaves the device that holds it.
 */

import { base64urlnopad } from "@scure/base";

import type { Bytes } from "../bytes";
import { byId, pageData } from "../ui/dom";
import { attempt, report, Trouble } from "../ui/report";
import { say } from "../ui/words";

interface Named {
  id: string;
  type: PublicKeyCredentialType;
  transports?: AuthenticatorTransport[];
}

/** What the server asks for, with bytes as base64url without padding. */
interface PasskeyPage {
  creation_options?: { publicKey: Omit<PublicKeyCredentialCreationOptions, "challenge" | "user" | "excludeCredentials"> & {
    challenge: string; user: { id: string; name: string; displayName: string }; excludeCredentials?: Named[];
  } };
  request_options?: { publicKey: Omit<PublicKeyCredentialRequestOptions, "challenge" | "allowCredentials"> & {
    challenge: string; allowCredentials?: Named[];
  } };
}

function main(page: PasskeyPage): void {
  const button = byId<HTMLButtonElement>("q-passkey-button");
  const form = byId<HTMLFormElement>("q-passkey-form");
  const answer = form.elements.namedItem("credential") as HTMLInputElement;
  const shown = report();
  button.hidden = false;
  button.parentElement?.after(shown.element);
  button.addEventListener("click", () => void attempt(button, shown, async () => {
    shown.say(say("请按提示触碰或插入安全密钥。", "Touch or insert the security key as your browser says."));
    answer.value = JSON.stringify(page.creation_options ? await created(page.creation_options) : await asked(page.request_options));
    form.requestSubmit();
  }));
}

async function created({ publicKey }: NonNullable<PasskeyPage["creation_options"]>): Promise<object> {
  const credential = await ceremony(() => navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytesOf(publicKey.challenge),
      user: { ...publicKey.user, id: bytesOf(publicKey.user.id) },
      excludeCredentials: (publicKey.excludeCredentials ?? []).map(described),
    },
  }));
  const response = credential.response as AuthenticatorAttestationResponse;
  return told(credential, {
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
  });
}

async function asked(options: PasskeyPage["request_options"]): Promise<object> {
  if (!options) throw new Error("the page asks for nothing");
  const { publicKey } = options;
  const credential = await ceremony(() => navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytesOf(publicKey.challenge),
      allowCredentials: (publicKey.allowCredentials ?? []).map(described),
    },
  }));
  const response = credential.response as AuthenticatorAssertionResponse;
  return told(credential, {
    clientDataJSON: textOf(response.clientDataJSON),
    authenticatorData: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    userHandle: response.userHandle ? textOf(response.userHandle) : null,
  });
}

/** Runs the browser's own dialogue. What it throws names neither key nor reason, by design; people are told what helps. */
async function ceremony(run: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!("credentials" in navigator) || typeof PublicKeyCredential === "undefined") {
    throw new Trouble(say("这个浏览器或这个网址不能用安全密钥。", "This browser, or this address, cannot use security keys."),
      say("安全密钥要求 https 网址和较新的浏览器；也可以用动态口令。", "They need an https address and a recent browser; one-time codes work too."));
  }
  try {
    const credential = await run();
    if (credential) return credential as PublicKeyCredential;
  } catch (error) {
    if (error instanceof DOMException && error.name === "InvalidStateError") {
      throw new Trouble(say("这把安全密钥已经登记过。", "This security key is registered already."), say("请换一把，或直接用它登录。", "Use another one, or sign in with it."));
    }
    if (!(error instanceof DOMException)) throw error;
  }
  throw new Trouble(say("没有收到安全密钥的应答。", "The security key did not answer."),
    say("可能取消了、超时了，或者用的不是登记过的那一把。请再试一次，也可以用动态口令。", "It was cancelled, took too long, or is not the registered one. Try again, or use a one-time code."));
}

function told(credential: PublicKeyCredential, response: object): object {
  return { id: credential.id, rawId: textOf(credential.rawId), type: credential.type, response,
    clientExtensionResults: credential.getClientExtensionResults() };
}

function described(named: Named): PublicKeyCredentialDescriptor {
  return { ...named, id: bytesOf(named.id) };
}

function bytesOf(text: string): Bytes {
  return base64urlnopad.decode(text) as Bytes;
}

function textOf(bytes: ArrayBuffer): string {
  return base64urlnopad.encode(new Uint8Array(bytes));
}

const page = pageData<PasskeyPage>("q-passkey-data");
if (page) main(page);
