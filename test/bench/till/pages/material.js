import '@material/web/button/filled-button.js';
import '@material/web/button/outlined-button.js';
import '@material/web/dialog/dialog.js';
import '@material/web/radio/radio.js';
import '@material/web/textfield/outlined-text-field.js';
import './till.css';
import { bringAll } from './kit.js';

bringAll({ open: (dialog) => dialog.show(), close: (dialog) => dialog.close() });
