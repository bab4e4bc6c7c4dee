// The integration examples of the seed, letter by letter; the two calls at the end use them.

// Track stage progression in GA
gtag('event', 'stage_completed', {
  'custom_parameter_stage': 'consideration',
  'custom_parameter_customer_id': '12345'
});

// Send to webhook
fetch('/api/webhook/customer-journey', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({
    customer_id: '12345',
    event: 'stage_completed',
    stage: 'consideration',
    timestamp: new Date().toISOString(),
    metadata: { source: 'google_analytics' }
  })
});

// When customer opens email
function onEmailOpen(customerId, campaignId) {
  fetch('/api/webhook/customer-journey', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      customer_id: customerId,
      event: 'email_opened',
      stage: 'retention',
      timestamp: new Date().toISOString(),
      metadata: {
        source: 'email_campaign',
        campaign_id: campaignId
      }
    })
  });
}

// When customer makes purchase
function onPurchaseComplete(order) {
  fetch('/api/webhook/customer-journey', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      customer_id: order.customer_id,
      event: 'purchase_made',
      stage: 'purchase',
      timestamp: new Date().toISOString(),
      metadata: {
        source: 'ecommerce',
        value: order.total,
        order_id: order.id
      },
      customer_name: order.customer_name,
      customer_email: order.customer_email
    })
  });
}

onEmailOpen('12345', 'spring');
onPurchaseComplete({
  id: '1001', customer_id: '67890', total: 150.00, customer_name: 'John Doe',
  customer_email: 'john@example.com'
});
