/** Pages for people who are not signed in: a card in the middle. */
import { h, onMounted, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Button } from '../parts/button.js'
import { Empty } from '../parts/empty.js'
import { mark } from '../parts/sidebar.js'

/** What stands behind the # of a link: no server's log ever sees it. */
export const linkToken = () => window.location.hash.slice(1)

/** The product's mark above a card. */
export const OpenPage = (_, { slots }) => h('main', { class: 'login', id: 'main', tabindex: -1 },
  h('div', { class: 'login-box' }, [
    h('div', { class: 'login-brand' }, [mark(), h('span', t('product'))]),
    h('div', { class: 'card login-card' }, slots.default()),
  ]))

/**
 * How the way behind a link ended, and the way on. It takes the form's place, so the focus moves to
 * its heading. The default slot holds the sentence.
 */
export const LinkEnd = {
  props: { icon: String, title: String, to: String, toward: String },
  setup(props, { slots }) {
    const box = ref(null)
    onMounted(() => {
      const heading = box.value.querySelector('h1')
      heading.tabIndex = -1
      heading.focus()
    })
    const actions = () =>
      h(Button, { href: props.to, kind: 'primary', wide: true }, () => props.toward)
    const shown = () => ({ icon: props.icon, title: props.title, level: 1 })
    return () => h('div', { ref: box }, h(Empty, shown(), { default: slots.default, actions }))
  },
}
