// Keep the focus where it was when elements are made anew: it goes by their data-id.

// The data-id of the element below root that has the focus, if one has.
export function focusedId(root) {
    return root.getRootNode().activeElement?.dataset.id;
}

export function focusOn(root, id) {
    if (id) root.querySelector(`[data-id="${id}"]`)?.focus();
}
