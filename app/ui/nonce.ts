import { createContext, useContext } from "react";

/** Set while rendering on the server; browsers hide nonces, so it is empty there. */
export const NonceContext = createContext<string | undefined>(undefined);

export const useNonce = (): string | undefined => useContext(NonceContext);
