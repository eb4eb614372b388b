/** The modal dialogs of our tags that are open now. They stand in shadow roots, where no look at the document finds them. */
export const openDialogs = new Set<HTMLDialogElement>();
