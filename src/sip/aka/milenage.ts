import { createCipheriv } from "node:crypto";

// 3GPP TS 35.206 §4: MILENAGE on AES-128. All values are hexadecimal text, so that they can stand in a trace.

/** What the USIM and the home network share: 128 bits each. */
export interface Secret {
  readonly k: string;
  readonly opc: string;
}

/** The outputs of f1 to f5*. */
export interface Milenage {
  /** f1: 64 bits. */
  readonly macA: string;
  /** f1*: 64 bits. */
  readonly macS: string;
  /** f2: 64 bits. */
  readonly res: string;
  /** f3: 128 bits. */
  readonly ck: string;
  /** f4: 128 bits. */
  readonly ik: string;
  /** f5: 48 bits. */
  readonly ak: string;
  /** f5*: 48 bits. */
  readonly akStar: string;
}

/** §4.1: OPc from the operator's OP. */
export function opcOf(k: string, op: string): string {
  return hex(exclusiveOr(bytes(op), encrypt(k, bytes(op))));
}

/** @param rand 128 bits. @param sqn 48 bits. @param amf 16 bits. */
export function milenage({ k, opc }: Secret, rand: string, sqn: string, amf: string): Milenage {
  const op = bytes(opc);
  const temp = encrypt(k, exclusiveOr(bytes(rand), op));
  const input = bytes(`${sqn}${amf}${sqn}${amf}`);
  const out1 = exclusiveOr(encrypt(k, exclusiveOr(temp, rotate(exclusiveOr(input, op), 64))), op);
  const out = (bits: number, constant: number): string => {
    const block = rotate(exclusiveOr(temp, op), bits);
    block[15] = (block[15] ?? 0) ^ constant;
    return hex(exclusiveOr(encrypt(k, block), op));
  };
  const out2 = out(0, 1);
  return {
    macA: hex(out1.subarray(0, 8)),
    macS: hex(out1.subarray(8)),
    res: out2.slice(16),
    ck: out(32, 2),
    ik: out(64, 4),
    ak: out2.slice(0, 12),
    akStar: out(96, 8).slice(0, 12),
  };
}

/** Of two hexadecimal texts of the same length. */
export function exclusiveOrHex(left: string, right: string): string {
  return hex(exclusiveOr(bytes(left), bytes(right)));
}

function encrypt(k: string, block: Uint8Array): Uint8Array {
  const cipher = createCipheriv("aes-128-ecb", bytes(k), null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

function exclusiveOr(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0));
}

/** Towards the most significant bit; the constants are whole bytes. */
function rotate(block: Uint8Array, bits: number): Uint8Array {
  const shift = bits / 8;
  return block.map((_, index) => block[(index + shift) % block.length] ?? 0);
}

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const hex = (block: Uint8Array): string => Buffer.from(block).toString("hex");
