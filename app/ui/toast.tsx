import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";

export type ToastInput = {
  message: ReactNode;
  tone?: "good" | "bad" | "info";
  /** One way on or back, typically undo. The toast closes when it is taken. */
  action?: { label: string; onAction: () => void };
  /** Milliseconds; toasts with an action stay 10 s, others 5 s. Hovering or focusing holds them. */
  stay?: number;
};

type Toast = ToastInput & { id: number };

const ToastContext = createContext<(toast: ToastInput) => void>(() => {});

/** Says something in passing: `const toast = useToast(); toast({ message, action: { label: t("undo"), onAction } })`. */
export const useToast = () => useContext(ToastContext);

const icons = { good: CircleCheck, bad: CircleAlert, info: Info };
const tones = { good: "text-good", bad: "text-bad", info: "text-accent-text" };

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const next = useRef(1);
  const show = useCallback((toast: ToastInput) => {
    const id = next.current++;
    setToasts((shown) => [...shown.slice(-2), { ...toast, id }]);
  }, []);
  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((one) => one.id !== id)), []);
  const region = useMemo(() => <ToastRegion toasts={toasts} onDismiss={dismiss} />, [toasts, dismiss]);
  return (
    <ToastContext.Provider value={show}>
      {children}
      {region}
    </ToastContext.Provider>
  );
}

function ToastRegion({ toasts, onDismiss }: { toasts: Toast[]; onDismiss: (id: number) => void }) {
  // The live region is there before its first message: screen readers only announce changes inside one they know.
  return (
    <div
      data-toasts
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(var(--bottombar)+env(safe-area-inset-bottom)+0.75rem)] z-50 flex flex-col items-center gap-2 sm:inset-x-auto sm:end-4 sm:items-end [body:has([data-sheet])_&]:bottom-20 sm:[body:has([data-sheet])_&]:start-4 sm:[body:has([data-sheet])_&]:end-auto sm:[body:has([data-sheet])_&]:bottom-3 sm:[body:has([data-sheet])_&]:items-start"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDismiss={() => onDismiss(toast.id)} />
      ))}
    </div>
  );
}

function ToastCard({ toast, onDismiss }: { toast: Toast; onDismiss: () => void }) {
  const t = useTranslations("ui.toast");
  const [held, setHeld] = useState(false);
  const close = useRef(onDismiss);
  close.current = onDismiss;
  const stay = toast.stay ?? (toast.action ? 10_000 : 5_000);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => close.current(), stay);
    return () => clearTimeout(timer);
  }, [held, stay]);
  const tone = toast.tone ?? "good";
  const Icon = icons[tone];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at or focusing the toast only stops its clock
    <div
      className="pointer-events-auto flex w-full max-w-sm animate-rise-in items-center gap-2.5 rounded-card bg-raised py-1.5 ps-3.5 pe-1.5 text-body shadow-float"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon aria-hidden className={`size-4 shrink-0 ${tones[tone]}`} />
      <span className="min-w-0 flex-1 py-1.5">{toast.message}</span>
      {toast.action && (
        <Button
          tone="quiet"
          size="small"
          className="text-accent-text!"
          onClick={() => {
            toast.action?.onAction();
            onDismiss();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton size="small" label={t("dismiss")} icon={<X />} onClick={onDismiss} />
    </div>
  );
}
