import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Till } from './Till';

createRoot(document.getElementById('root')!).render(<StrictMode><Till /></StrictMode>);
