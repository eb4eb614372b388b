/** The modal dialogs that tags of ours have opened. They stand in shadow roots, where no look at the document finds them. */
export const openDialogs = new Set<HTMLDialogElement>();
