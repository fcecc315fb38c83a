// 「印刷する」 opens the browser's print dialog. Without this file it leads to the words that say how to print.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href="#how-to-print"]');
  if (link) {
    event.preventDefault();
    window.print();
  }
});
