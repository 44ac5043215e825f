/** The product's mark: a courtyard seen from above, with one door open. Follows the school's accent. */
export function BrandMark({ className = "size-6" }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={className}>
      <rect width="24" height="24" rx="6.5" className="fill-accent" />
      <path
        d="M10 17.5H7.5a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H14"
        className="fill-transparent stroke-on-accent"
        strokeWidth="1.9"
        strokeLinecap="round"
      />
      <rect x="10.2" y="10.2" width="3.6" height="3.6" rx="0.9" className="fill-on-accent" />
    </svg>
  );
}
