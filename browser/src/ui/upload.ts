/** Uploading a sealed package with progress, and reading the answer: a signed receipt, or a refusal with its article. */

import { refusalOf } from "./refusal";
import { Trouble } from "./report";
import { say } from "./words";

/** POSTs bytes; resolves with the JSON answer. Throws Trouble on refusal, and on a broken connection (`lost` says what then). */
export function postBytes(url: string, body: Blob | string, onProgress: (share: number) => void, headers: Record<string, string> = {}, lost = packageLost): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.responseType = "text";
    request.setRequestHeader("Accept", "application/json");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = () => reject(lost());
    request.onload = () => (request.status < 300 ? resolve(JSON.parse(request.responseText)) : reject(refusalOf(request.status, request.responseText)));
    request.send(body);
  });
}

export function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  return postBytes(url, JSON.stringify(body), () => undefined, { "Content-Type": "application/json", ...headers }, documentLost);
}

function packageLost(): Trouble {
  return new Trouble(
    say("连接断了，文件没有送到。", "The connection broke; the file did not arrive."),
    say("密封好的文件还在本页，可以再递交；也可以保存后换一个网络上传。", "The sealed file is still on this page: submit again, or save it and upload it over another network."),
  );
}

function documentLost(): Trouble {
  return new Trouble(
    say("连接断了，不知道签名的文件送到没有。", "The connection broke; the signed document may not have arrived."),
    say("请检查网络，刷新本页看是否已经收下，没有再办一次。", "Check the network and reload this page to see whether it was taken; if not, do it again."),
  );
}
