/** English: how Waymark itself fares. A finding's sentences are named by its code. */
export const status = {
  status: {
    healthy: 'Healthy',
    unwell: 'Needs you',
    seen: 'Seen {ago}',
    version: 'Waymark {version}',
    findings: 'What needs you',
    allWell: 'Everything is as it should be.',
    starting: 'Waymark has only just started. The first look takes a few seconds.',
    finding: {
      database_away: {
        title: 'The database has not answered since {since}.',
        remedy: 'Start MariaDB. Webhooks are kept on disk meanwhile and applied when it is back. '
          + '“waymark doctor” on the server says more.',
      },
      work_never: {
        title: 'Nothing applies deliveries: “waymark work” has never run.',
        remedy: 'Start it: systemctl enable --now waymark-work. Nothing is lost; it will catch up.',
      },
      work_absent: {
        title: 'Nothing applies deliveries: “waymark work” was last seen {seen_at}.',
        remedy: 'Start it: systemctl start waymark-work. If it ends again, its log says why. '
          + 'Nothing is lost; it will catch up.',
      },
      inbox_behind: {
        title: '{waiting} deliveries wait, the first one for {lag_seconds}.',
        remedy: 'More comes in than is applied. Wait if that was a burst; else raise '
          + 'WAYMARK_WORK_THREADS, or run “waymark work” on another host as well.',
      },
      dead: {
        title: {
          one: '{n} delivery is dead: it was accepted, but could not be applied.',
          other: '{n} deliveries are dead: they were accepted, but could not be applied.',
        },
        remedy: 'Each says why. Mend the cause, then replay them.',
        link: 'Show the dead',
      },
      quarantined: {
        title: {
          one: '{n} delivery is in quarantine: it is signed, but means nothing here.',
          other: '{n} deliveries are in quarantine: they are signed, but mean nothing here.',
        },
        remedy: 'Correct what the sender posts, then replay them or mark them as handled.',
        link: 'Show the quarantine',
      },
      spool_waiting: {
        title: {
          one: '{n} delivery waits on the disk for the database.',
          other: '{n} deliveries wait on the disk for the database.',
        },
        remedy: 'They go into the database by themselves as soon as it takes them. What keeps it '
          + 'from that, “waymark doctor” on the server says.',
      },
      spool_set_aside: {
        title: {
          one: '{n} delivery from the spool was refused by the database for good.',
          other: '{n} deliveries from the spool were refused by the database for good.',
        },
        remedy: 'They are kept in files in the spool’s folder; the log names each with its reason.',
      },
      versions_differ: {
        title: 'Several versions run side by side: {versions}.',
        remedy: 'Restart what still runs the old one: '
          + 'systemctl restart waymark-serve waymark-work.',
      },
      backup_never: {
        title: 'No backup was made yet.',
        remedy: 'Make one every night: “waymark backup /var/backups/waymark --keep 14”. Keep '
          + 'WAYMARK_KEYS in another safe place.',
      },
      backup_old: {
        title: 'The newest backup was made {made_at}.',
        remedy: 'See why the nightly one does not run: systemctl status waymark-backup.timer.',
      },
    },
    inbox: 'Inbox',
    waiting: 'Waiting',
    lag: 'Behind by',
    rate: 'Applied per second',
    retrying: 'Retrying',
    held: 'Held',
    heldHint: 'Their connections are paused.',
    dead: 'Dead',
    quarantined: 'Quarantined',
    picture: 'Waiting deliveries over the last {span}: now {now}, at most {most}.',
    noPicture: 'The picture grows from here: what was before this start is not kept.',
    moment: '{time}: {n} waiting',
    processes: 'Processes',
    processesLabel: 'Processes that were seen in the last 30 seconds',
    noProcess: 'None was seen in the last 30 seconds.',
    columns: {
      role: 'Process', host: 'Host', version: 'Version', started: 'Started', seen: 'Last seen',
    },
    role: { serve: 'Answers', work: 'Applies' },
    storage: 'Storage',
    database: 'Database',
    databaseSize: 'Tables',
    spool: 'Spool',
    spoolEmpty: 'Empty',
    spoolHolds: { one: '{n} delivery, {size}', other: '{n} deliveries, {size}' },
    backup: 'Last backup',
    backupNone: 'None yet',
    backupSize: '{rows} rows, {size}',
  },
}
