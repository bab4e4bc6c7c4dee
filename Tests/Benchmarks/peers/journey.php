<?php
// A peer of `make bench`: the journey webhook as a LAMP team would write it. The same contract:
// signed, checked, stored durably before the answer, a repeated event stored once.

const EVENTS = ['stage_entered', 'stage_completed', 'purchase_made', 'email_opened',
    'link_clicked', 'form_submitted', 'page_viewed', 'cart_abandoned', 'review_left',
    'referral_made'];
const STAGES = ['awareness', 'consideration', 'purchase', 'retention', 'advocacy'];

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo json_encode($body);
    exit;
}

function is_filled(array $event, string $field): bool
{
    return is_string($event[$field] ?? null) && $event[$field] !== ''
        && strlen($event[$field]) <= 191;
}

$body = file_get_contents('php://input');
$signature = 'sha256=' . hash_hmac('sha256', $body, getenv('BENCH_SECRET'));
if (!hash_equals($signature, $_SERVER['HTTP_X_WEBHOOK_SIGNATURE'] ?? '')) {
    answer(401, ['success' => false, 'error' => 'Unauthorized']);
}

$event = json_decode($body, true, 64);
if (!is_array($event)) {
    answer(400, ['success' => false, 'error' => 'Bad Request']);
}
$faults = [];
if (!is_filled($event, 'customer_id')) {
    $faults[] = 'customer_id: is missing';
}
if (!in_array($event['event'] ?? null, EVENTS, true)) {
    $faults[] = 'event: is not known';
}
if (!in_array($event['stage'] ?? null, STAGES, true)) {
    $faults[] = 'stage: is not known';
}
$time = DateTimeImmutable::createFromFormat(DATE_RFC3339, $event['timestamp'] ?? '');
if ($time === false) {
    $faults[] = 'timestamp: is no ISO 8601 time';
}
if (isset($event['customer_email'])
    && !filter_var($event['customer_email'], FILTER_VALIDATE_EMAIL)) {
    $faults[] = 'customer_email: is no address';
}
if ($faults !== []) {
    answer(400, ['success' => false, 'error' => 'Bad Request', 'details' => $faults]);
}

try {
    $database = new PDO(getenv('BENCH_DSN'), 'waymark_bench', getenv('BENCH_PASSWORD'), [
        PDO::ATTR_PERSISTENT => true,
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
    ]);
    $insert = $database->prepare(
        'INSERT INTO deliveries (dedup_key, received_at, body) VALUES (?, NOW(6), ?)
         ON DUPLICATE KEY UPDATE id = id');
    $insert->execute([hash('sha256', $event['event_id'] ?? $body, true), $body]);
} catch (PDOException) {
    header('Retry-After: 5');
    answer(503, ['success' => false, 'error' => 'Service Unavailable']);
}

answer(200, [
    'success' => true,
    'message' => 'Event processed successfully',
    'event_id' => $event['event_id'] ?? hash('sha256', $body),
    'customer_stage' => $event['stage'],
    'timestamp' => $event['timestamp'],
]);
