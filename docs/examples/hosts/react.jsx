import { StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The element takes attributes and properties; its events are listened to by reference. */
function Aftersales({ board, locale, filters, onFilter, onNavigate }) {
  const element = useRef(null);
  useEffect(() => {
    const heard = [['aftersales:filter', (event) => onFilter(event.detail.filters)], ['aftersales:navigate', (event) => onNavigate(event.detail.board)]];
    for (const [name, listener] of heard) element.current.addEventListener(name, listener);
    return () => { for (const [name, listener] of heard) element.current?.removeEventListener(name, listener); };
  });
  return <aftersales-board ref={element} board={board} token-url="/my-token" locale={locale} theme="light" filters={filters} />;
}

function App() {
  const [filters, setFilters] = useState({});
  const [board, setBoard] = useState('overview');
  const [locale, setLocale] = useState('en');
  const [isShown, setShown] = useState(true);
  return (
    <>
      <p>
        <button onClick={() => setFilters({ period: 30 })}>Last 30 days</button>
        <button onClick={() => setBoard('problems')}>Problems</button>
        <button onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}>Language</button>
        <button onClick={() => setShown(!isShown)}>Show</button>
      </p>
      <output>{JSON.stringify({ board, filters })}</output>
      {isShown ? <Aftersales board={board} locale={locale} filters={filters} onFilter={setFilters} onNavigate={setBoard} /> : null}
    </>
  );
}

createRoot(document.getElementById('root')).render(<StrictMode><App /></StrictMode>);
