/** English: pages behind links, for people who are not signed in. */
export const open = {
  forgot: {
    title: 'Forgot your password?',
    byMail: 'Enter the address that you sign in with. A link to set a new password comes by mail.',
    send: 'Send the link',
    sent: 'If there is an account of this address, the link is on its way.',
    ask: 'An owner of your organisation can make a link for you under Settings, Team.',
    shell: 'Whoever runs this server can set a new password with “waymark user password”.',
  },
  join: {
    title: 'Join {organisation}',
    hint: '{by} invites you as {role}.',
    submit: 'Join',
    known: 'I have an account already',
    signIn: 'There is an account of this address. Sign in, and then join with it.',
    as: 'You are signed in as {name} ({email}).',
    over: 'This invitation is over',
    overHint: 'It was used, withdrawn or has ended. Ask for a new link.',
  },
  reset: {
    title: 'Set a new password',
    password: 'New password',
    submit: 'Set the password',
    done: 'The password is set',
    doneHint: 'You are signed out everywhere. Sign in with the new one.',
    over: 'This link is over',
    overHint: 'It was used or has ended. Ask for a new one.',
    signIn: 'To the sign-in',
  },
}
