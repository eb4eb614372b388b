/** The modal dialogs that tags of ours have opened. They stand in shadow roots, where no look at the document finds them. */
export const openDialogs = new Set<HTMLDialogElement>();

/** Opens one as a modal. Test DOMs know none: there the attribute has to do. */
export function openModal(dialog: HTMLDialogElement): void {
  openDialogs.add(dialog);
  if ((dialog as Partial<HTMLDialogElement>).showModal) dialog.showModal();
  else dialog.setAttribute('open', '');
}
