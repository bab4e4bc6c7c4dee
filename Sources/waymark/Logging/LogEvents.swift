internal import Logging

/// What the program may have to tell of, how bad it is, and what to do about it.
enum LogEvents {
    struct Event {
        let level: Logger.Level
        let remedy: String
    }

    static let all: [String: Event] = database.merging(deliveries) { $1 }.merging(spool) { $1 }
        .merging(requests) { $1 }

    private static let database = [
        "database.awaited": Event(
            level: .warning,
            remedy: "start MariaDB; waymark goes on by itself as soon as it answers"
        ),
        "database.away": Event(
            level: .error,
            remedy: "see that MariaDB runs, lets Waymark in and has no table locked; `waymark "
                + "doctor` says which of them it is"
        ),
        "database.back": Event(level: .notice, remedy: "nothing; what waited is being stored"),
        "storage.failed": Event(
            level: .error,
            remedy: "`waymark doctor` checks schema and rights; the caller was told to come again"
        ),
        "schema.refused": Event(
            level: .error,
            remedy: "run `waymark migrate`; until then deliveries are kept in the spool"
        ),
        "standby.failed": Event(
            level: .warning,
            remedy: "make WAYMARK_SPOOL_DIRECTORY a folder that waymark may write to"
        ),
        "housekeeping.failed": Event(
            level: .warning,
            remedy: "nothing, unless it goes on: then `waymark doctor`"
        ),
        "backup.not_noted": Event(
            level: .warning,
            remedy: "`waymark migrate`; the backup itself is whole"
        ),
    ]

    private static let deliveries = [
        "inbox.behind": Event(
            level: .error,
            remedy: "no workers: start `waymark work`; else raise WAYMARK_WORK_THREADS or run it "
                + "on another host as well"
        ),
        "mail.postponed": Event(
            level: .warning,
            remedy: "see what the mail server said; it is tried again by itself"
        ),
        "inbox.level": Event(level: .notice, remedy: "nothing; work has caught up"),
        "work.interrupted": Event(
            level: .warning,
            remedy: "nothing is lost; if it goes on, `waymark doctor`"
        ),
        "bulk.interrupted": Event(
            level: .warning,
            remedy: "nothing is lost, it goes on where it was; if it stays so, `waymark doctor`"
        ),
        "bulk.failed": Event(
            level: .error,
            remedy: "the page shows why; for exports look at WAYMARK_EXPORT_DIRECTORY and its disk"
        ),
        "delivery.postponed": Event(
            level: .notice,
            remedy: "nothing yet; it is tried again by itself, 12 times over eight hours"
        ),
        "delivery.dead": Event(
            level: .error,
            remedy: "Webhooks, Deliveries, Dead shows it; mend the cause, then replay it there"
        ),
        "delivery.set_aside": Event(
            level: .error,
            remedy: "it is kept in a file in the spool's folder; mend the cause and report it"
        ),
        "webhook.not_judged": Event(
            level: .error,
            remedy: "the sender was told to come again; `waymark doctor` checks keys and rights"
        ),
    ]

    private static let spool = [
        "spool.missing": Event(
            level: .error,
            remedy: "make WAYMARK_SPOOL_DIRECTORY a folder that waymark may write to; until then "
                + "webhooks are refused while the database is away"
        ),
        "spool.refused": Event(
            level: .error,
            remedy: "make room on its disk or raise WAYMARK_SPOOL_MEGABYTES; senders were told to "
                + "come again"
        ),
        "spool.adopted": Event(
            level: .notice,
            remedy: "nothing; what an earlier process left is brought into the database"
        ),
        "spool.unreadable": Event(
            level: .error,
            remedy: "look at the disk; the file stays where it is and is tried again at the next "
                + "start"
        ),
        "spool.foreign": Event(
            level: .error,
            remedy: "they were written by another version and stay in their file: start that one"
        ),
        "spool.not_dropped": Event(
            level: .warning,
            remedy: "look at the folder's rights; what is stored twice is recognised"
        ),
        "spool.drained": Event(
            level: .notice,
            remedy: "nothing; all that waited on disk is in the database"
        ),
        "spool.waits": Event(
            level: .warning,
            remedy: "nothing; it goes on as soon as the database takes it. If it waits for a lock, "
                + "information_schema.innodb_trx tells whose"
        ),
    ]

    private static let requests = [
        "request.failed": Event(
            level: .error,
            remedy: "report it with this line; the caller was answered 500"
        ),
        "live.paused": Event(
            level: .warning,
            remedy: "nothing; browsers come back by themselves when the database does"
        ),
        "live.refused": Event(
            level: .warning,
            remedy: "nothing; the browser comes again by itself"
        ),
        "second_factor.unopened": Event(
            level: .error,
            remedy: "put the key that it was sealed with back into WAYMARK_KEYS, or run "
                + "`waymark user totp-off`"
        ),
        "secret.unopened": Event(
            level: .error,
            remedy: "put the key that it was sealed with back into WAYMARK_KEYS, or give the "
                + "connection a new secret"
        ),
    ]
}
