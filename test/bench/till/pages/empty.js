document.querySelector('main').textContent = 'Till';
