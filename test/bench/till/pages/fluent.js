import { webLightTheme } from '@fluentui/tokens';
import { setTheme } from '@fluentui/web-components/theme/set-theme.js';
import '@fluentui/web-components/button.js';
import '@fluentui/web-components/dialog.js';
import '@fluentui/web-components/dialog-body.js';
import '@fluentui/web-components/radio.js';
import '@fluentui/web-components/radio-group.js';
import '@fluentui/web-components/text-input.js';
import './till.css';
import { bringAll } from './kit.js';

setTheme(webLightTheme);
bringAll({ open: (dialog) => dialog.show(), close: (dialog) => dialog.hide() });
