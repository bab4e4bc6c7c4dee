/** English: pages behind links, for people who are not signed in. */
export const open = {
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
