import { h, useId } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Button } from './button.js'
import { Check } from './choice.js'
import { Copy } from './copy.js'
import { eventKinds } from './event-sign.js'
import { Field, Select } from './field.js'
import { JsonEditor, jsonFault } from './json-editor.js'
import { Bone } from './skeleton.js'

const pick = (label, value, options, onChoose) => h(Field, { label }, ({ id }) =>
  h(Select, { id, label, value, options, onChoose }))

const choices = ({ draft, change, connections }) => h('div', { class: 'tester-choices' }, [
  pick(t('tester.connection'), draft.connection,
    connections.map(({ id, name }) => ({ value: id, label: name })), change.pickConnection),
  pick(t('tester.event'), draft.event,
    eventKinds.map((value) => ({ value, label: t(`eventKind.${value}`) })), change.pickEvent),
])

const tool = (label, onClick, disabled) =>
  h(Button, { small: true, kind: 'plain', disabled, onClick }, () => t(label))

const payload = ({ draft, change }, id, fault) => h('div', { class: 'field' }, [
  h('div', { class: 'line line-apart' }, [
    h('label', { class: 'field-label', for: id }, t('tester.payload')),
    h('span', { class: 'line tester-tools' }, [
      tool('tester.reset', () => change.pickEvent(draft.event)),
      tool('tester.format', change.format, fault !== null),
    ]),
  ]),
  h(JsonEditor, {
    id, value: draft.body, invalid: fault !== null, describedBy: `${id}-state`,
    onChange: (text) => { draft.body = text },
  }),
  h('p', { id: `${id}-state`, class: fault ? 'field-error' : 'field-hint', role: 'status' },
    fault ? [fault, ' ', t('tester.invalidHint')] : t('tester.valid')),
])

function headers({ headers: list, failure }) {
  if (failure) return h('p', { class: 'field-error' }, failure)
  if (!list) return h(Bone, { height: '20px' })
  return h('dl', { class: 'tester-headers' },
    Object.entries(list).map(([name, value]) => [h('dt', name), h('dd', value)]))
}

const tamper = (draft) => h(Check, {
  label: t('tester.tamper'), hint: t('tester.tamperHint'), on: draft.tamper,
  onChange: (on) => { draft.tamper = on },
})

/**
 * Connection, event, payload and the headers that go with it.
 * Props: draft {connection, event, body, tamper}, change {pickEvent, pickConnection, format},
 * signed {headers, curl, failure}, connections, busy, onSend.
 */
export const TesterForm = {
  props: ['draft', 'change', 'signed', 'connections', 'busy', 'onSend'],
  setup(props) {
    const id = useId()
    const submit = (event) => {
      event.preventDefault()
      props.onSend()
    }
    const paused = () =>
      props.connections.some(({ id: one, paused: off }) => off && one === props.draft.connection)
    return () => {
      const { draft, signed } = props
      const fault = draft.body ? jsonFault(draft.body) : null
      return h('form', { class: 'card tester-form', onSubmit: submit, novalidate: true }, [
        choices(props),
        paused() && h('p', { class: 'note', 'data-tone': 'warn' }, t('tester.paused')),
        payload(props, id, fault),
        h('div', { class: 'stack-s' }, [
          h('h2', { class: 'field-label' }, t('tester.headers')), headers(signed),
        ]),
        tamper(draft),
        h('div', { class: 'line' }, [
          h(Button, { kind: 'primary', type: 'submit', icon: 'paper-airplane', busy: props.busy },
            () => t(fault ? 'tester.sendAnyway' : 'tester.send')),
          signed.curl && h(Copy, { text: signed.curl, label: t('tester.curl'), small: false }),
          h('span', { class: 'field-hint no-touch' }, t('tester.sendKey')),
        ]),
      ])
    }
  },
}
