import { loadConfig } from "../../../core/config.ts";
import { type Keyring, keyringOf } from "../../../core/secrets/seal.ts";

let ring: Keyring | undefined;

/** The process's keys, read once: services are given who acts and where, not the environment. */
export const keyring = (): Keyring => {
  ring ??= keyringOf(loadConfig());
  return ring;
};
