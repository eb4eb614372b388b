/** The switch between light and dark. Without it a page follows the system, which is all that most readers want. */
const key = 'documents:look';
const button = document.querySelector<HTMLButtonElement>('[data-look]');
const isDark = (): boolean => {
  const { scheme } = document.documentElement.dataset;
  return scheme ? scheme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};

function show(): void {
  if (button) button.textContent = isDark() ? 'Light' : 'Dark';
}

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(scheme: string): void {
  try {
    localStorage.setItem(key, scheme);
  } catch {
    // Then it holds for this page.
  }
}

/** Takes the reader's choice of another page, and shows the button. */
export function startLook(): void {
  const wish = stored();
  if (wish === 'light' || wish === 'dark') document.documentElement.dataset['scheme'] = wish;
  show();
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const scheme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset['scheme'] = scheme;
    store(scheme);
    show();
  });
}
