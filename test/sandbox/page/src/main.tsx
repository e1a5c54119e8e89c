import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { DeskProvider } from './state/desk.tsx';
import { Store } from './state/store.ts';
import './style/base.css';
import './style/frame.css';
import './style/blocks.css';
import './style/messages.css';
import './style/side.css';
import './style/dialogs.css';
import './style/phone.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root');
const store = new Store();
void store.refresh();
createRoot(root).render(
  <StrictMode>
    <DeskProvider store={store}>
      <App />
    </DeskProvider>
  </StrictMode>,
);
