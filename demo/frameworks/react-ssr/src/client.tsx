import { hydrateRoot } from 'react-dom/client';
import { Till } from './Till';

hydrateRoot(document.getElementById('root')!, <Till />);
