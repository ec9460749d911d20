// Whether this person asked their system for less motion.

export function isStill() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
