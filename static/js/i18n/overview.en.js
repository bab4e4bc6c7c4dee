/** English: the Overview. */
export const overview = {
  overview: {
    figures: 'Figures',
    nothing: 'nothing yet',
    card: {
      customers: 'Customers',
      new: 'New customers',
      buyers: 'First purchases',
      returning: 'Came back',
      advocates: 'Became advocates',
      reached: 'Reached purchase',
      value: 'Value of all customers',
      time: 'Time in awareness',
    },
    hint: {
      customers: 'Everybody who is known now',
      new: 'Customers who were first seen in these days',
      buyers: 'Customers who first entered purchase in these days',
      returning: 'Customers who first entered retention in these days',
      advocates: 'Customers who first entered advocacy in these days',
      reached: 'Of those who entered awareness in these days, so far',
      value: 'What all customers have paid so far, by currency',
      time: 'Median time until a later stage',
    },
    recent: 'Recent activity',
    allEvents: 'Live events',
    latest: 'Last active customers',
    allCustomers: 'All customers',
    customer: 'Customer',
    stage: 'Stage',
    seen: 'Last active',
  },
}
