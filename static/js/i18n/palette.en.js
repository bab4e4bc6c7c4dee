/** English: the command palette. */
export const palette = {
  palette: {
    title: 'Search or jump to',
    label: 'Screen, customer or action',
    places: 'Places',
    customers: 'Customers',
    actions: 'Actions',
    settings: 'Settings · {part}',
    none: 'Nothing of that name.',
    action: {
      light: 'Light colours',
      dark: 'Dark colours',
      system: 'Colours as the system',
      print: 'Print this page',
      keys: 'Keyboard shortcuts',
      switch: 'Switch to {name}',
      signOut: 'Sign out',
    },
  },
}
