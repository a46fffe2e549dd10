"""The law's words for what happened to a bid: reasons of a failure (protocol 8) and what the law makes of it."""

from qinglian.law.text import Text

FAILURE: dict[str, Text] = {
    "share_mismatch": Text("保管人交出的份额与承诺不符", "A guardian's share does not match its commitment"),
    "share_missing": Text("保管人交出的份额不够数", "Too few shares were released"),
    "envelope_unopenable": Text(
        "给保管人的信封里没有份额，保管人已公开身份供核对",
        "The envelope for a guardian holds no share; the guardian released its identity as proof",
    ),
    "lock_not_released": Text(
        "投标人在解密时限内没有交出自己的密钥", "The bidder did not release its own lock within the window"
    ),
    "recipient_mismatch": Text(
        "份额与承诺一致，但合不出清单写明的密钥", "The shares match, but do not give the manifest's key"
    ),
    "ciphertext_mismatch": Text(
        "存放的密文与清单写明的指纹不符", "The stored ciphertext does not have the manifest's hash"
    ),
    "not_decryptable": Text("密钥正确，但文件解不开", "The key is right, but the file does not open"),
    "malformed_inner": Text("文件解开后，内部格式不对", "The file opens, but its inside is malformed"),
    "foreign_inner": Text(
        "文件内部写的是另一个标段、分区或者投标人", "Inside, the file names another opening, compartment or bidder"
    ),
    "sheet_invalid": Text(
        "开标一览表与招标文件规定的格式不符", "The sheet does not have the form that the notice asks for"
    ),
}

UNOPENED: dict[str, Text] = {
    "not_decryptable": Text("用保管人的密钥打不开信封", "The envelope does not open with the guardian's key"),
    "malformed": Text("信封打开了，里面的格式不对", "The envelope opens, but its inside is malformed"),
    "foreign": Text("信封是给另一次开标或者另一位保管人的", "The envelope was made for another opening or guardian"),
    "commitment_broken": Text(
        "信封里的份额与清单的承诺不符", "The share in the envelope breaks the manifest's commitment"
    ),
}

TREATED: dict[str, Text] = {
    "revoked": Text("因投标人原因，视为撤销投标文件", "By the bidder's fault: treated as revoked"),
    "withdrawn": Text("非投标人原因，视为撤回投标文件", "Not by the bidder's fault: treated as withdrawn"),
}
