internal import FastCGI
internal import Machine
internal import Metrics
internal import Web

/// The numbers of a serving process that no room but this one has together.
struct ServingNumbers: Sendable {
    let pools: [WorkerPool]
    let hub: LiveHub

    func expose(in exposition: inout Exposition) {
        exposePools(in: &exposition)
        exposition.add(.gauge, "waymark_live_seats", "Browsers that listen.", hub.seatCount)
        exposition.add(
            .gauge,
            "waymark_info",
            "The version that runs.",
            [(labels: [("version", Program.version)], value: 1)]
        )
        exposeProcess(in: &exposition)
    }

    private func exposePools(in exposition: inout Exposition) {
        let uses = pools.map { pool in (pool.name, pool.use) }
        func samples(
            _ number: (WorkerPool.Use) -> Int
        ) -> [(labels: [(String, String)], value: Double)] {
            uses.map { name, use in (labels: [("pool", name)], value: Double(number(use))) }
        }
        exposition.add(
            .gauge,
            "waymark_pool_threads",
            "Threads that answer requests.",
            samples(\.threads)
        )
        exposition.add(
            .gauge,
            "waymark_pool_busy_threads",
            "Threads that have a request at hand.",
            samples(\.busyThreads)
        )
        exposition.add(
            .gauge,
            "waymark_pool_connections",
            "Connections of nginx that are open.",
            samples(\.connections)
        )
        exposition.add(
            .gauge,
            "waymark_pool_parked_connections",
            "Connections of nginx that wait for bytes and hold no thread.",
            samples(\.parkedConnections)
        )
    }

    private func exposeProcess(in exposition: inout Exposition) {
        let use = ProcessUse()
        exposition.add(
            .gauge,
            "process_resident_memory_bytes",
            "Resident memory size in bytes.",
            use.residentBytes
        )
        exposition.add(
            .counter,
            "process_cpu_seconds_total",
            "Total user and system CPU time spent in seconds.",
            use.processorSeconds
        )
        exposition.add(
            .gauge,
            "process_open_fds",
            "Number of open file descriptors.",
            use.openFiles
        )
    }
}
