internal import Domain
internal import HTTP
internal import Intake
internal import JSON
internal import Storage

/// What a stored delivery means when its bytes are read once more, and what came of it.
struct DeliveryReading {
    let headers: Headers
    let fault: JSONFault?
    let reading: JourneyDialect.Reading
    /// The event that it names; another delivery may have brought it.
    let event: EventRow?

    init(_ delivery: DeliveryDetail, in scope: OwnScope) throws {
        headers = DeliveryReading.headers(delivery.headers)
        fault = DeliveryReading.fault(of: delivery.body)
        reading = JourneyDialect.read(
            body: delivery.body,
            contentType: headers.first("content-type"),
            messageID: delivery.messageID
        )
        guard case .fact(let fact) = reading else {
            event = nil
            return
        }
        event = try EventReport(scope)
            .find(EventStore.Key(connection: delivery.summary.connection, dedupKey: fact.dedupKey))
    }

    private static func fault(of body: [UInt8]) -> JSONFault? {
        do throws(JSONFault) {
            _ = try JSON(parsing: body)
            return nil
        } catch {
            return error
        }
    }

    private static func headers(_ stored: [UInt8]) -> Headers {
        let pairs = (try? JSON(parsing: stored))?.elements ?? []
        return Headers(
            pairs.compactMap { pair in
                guard let texts = pair.elements?.compactMap(\.text), texts.count == 2 else {
                    return nil
                }
                return (texts[0], texts[1])
            }
        )
    }
}
