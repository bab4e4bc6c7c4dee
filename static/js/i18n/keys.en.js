/** English: the list of keys. */
export const keys = {
  keys: {
    title: 'Keyboard shortcuts',
    everywhere: 'Everywhere',
    here: 'On this screen',
    list: 'This list',
    go: {
      overview: 'Go to Overview',
      journey: 'Go to Journey',
      customers: 'Go to Customers',
      live: 'Go to Live events',
      webhooks: 'Go to Webhooks',
      exports: 'Go to Exports',
      status: 'Go to Status',
      settings: 'Go to Settings',
    },
    palette: 'Search or jump to anything',
    search: 'To the search or the filters',
    escape: 'Close the innermost',
    nextRow: 'Next row',
    previousRow: 'Previous row',
    letters: 'Single-letter shortcuts',
    lettersHint: 'Switch them off where they get in the way of speech input or other tools.',
  },
}
